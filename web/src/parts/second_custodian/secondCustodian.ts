/** A second custodian's confirmation, valid for a short time. */
export interface SecondCustodian {
  name: string;
  token: string;
  until: number;
}
