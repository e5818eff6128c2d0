// What a paper must tell of goods besides their name: how much there is, and what tells them from others of their kind.
import type { TFunction } from 'i18next';
import type { Schemas } from '@/api/client';
import { showMoney } from '@/ui/values/money';

type Goods = { attributes: Partial<Schemas['Attributes']> } & Pick<Schemas['ItemView'], 'pieces' | 'unit' | 'model' | 'serial_no' | 'features' | 'valuation_minor' | 'currency'>;

/** What was weighed or counted without its tare, in thousandths of its unit. */
export function netOf({ attributes: { gross_milli, tare_milli } }: Pick<Goods, 'attributes'>): number | undefined {
  return gross_milli === undefined || gross_milli === null ? undefined : gross_milli - (tare_milli ?? 0);
}

const shown = (thousandths: number, language: string) => (thousandths / 1000).toLocaleString(language, { maximumFractionDigits: 3 });

/** How much there is: of weighed goods their net amount, of all others their pieces. */
export function amountOf(goods: Pick<Goods, 'attributes' | 'pieces' | 'unit'>, language: string): string {
  const net = netOf(goods);
  return net === undefined ? `${goods.pieces} ${goods.unit}` : `${shown(net, language)} ${goods.attributes.measure_unit ?? ''}`.trimEnd();
}

/** What tells the goods apart, each with what it is: model, serial number, weight, VIN, plate, IMEI, denominations, value, features. */
export function particularsOf(goods: Goods, t: TFunction, language: string): string[] {
  const { weight_milligrams, denominations, vin, plate, engine_no, imei, gross_milli, tare_milli, measure_unit } = goods.attributes;
  const named = (label: string, value: string | null | undefined) => (value ? [t('items:particular', { label, value })] : []);
  const measured = (amount: number) => `${shown(amount, language)} ${measure_unit ?? ''}`.trimEnd();
  return [
    ...named(t('items:model'), goods.model),
    ...named(t('items:serial_no'), goods.serial_no),
    ...named(t('items:weight'), weight_milligrams ? shown(weight_milligrams, language) : ''),
    ...(gross_milli && tare_milli ? [...named(t('seizure_lists:column.gross_milli'), measured(gross_milli)), ...named(t('seizure_lists:column.tare_milli'), measured(tare_milli))] : []),
    ...named(t('items:attribute.vin'), vin),
    ...named(t('items:attribute.plate'), plate),
    ...named(t('items:attribute.engine_no'), engine_no),
    ...named(t('items:attribute.imei'), imei),
    ...named(t('items:attribute.denominations'), denominations),
    ...named(t('items:valuation'), goods.valuation_minor === null ? '' : showMoney(goods.valuation_minor, goods.currency, language)),
    ...(goods.features ? [goods.features] : []),
  ];
}
