import type { components } from './schema';

type Body = components['schemas']['Problem'];

/** A refusal of the API (problem+json), or the failure to reach it (`status` 0). */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string | undefined;
  readonly fields: readonly components['schemas']['FieldProblem'][];
  /** What the account takes besides the password. */
  readonly factors: readonly components['schemas']['Factor'][];

  constructor(status: number, body: Partial<Body>) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.name = 'Problem';
    this.status = status;
    this.code = body.code ?? (status === 0 ? 'unreachable' : 'internal');
    this.requestId = body.request_id;
    this.fields = body.errors ?? [];
    this.factors = body.factors ?? [];
  }

  /** Whether the same call may succeed when repeated. */
  get passing(): boolean {
    return this.status === 0 || this.status === 503 || this.status === 502 || this.status === 504 || this.status === 507 || this.code === 'too_many_calls';
  }

  static async of(response: Response): Promise<Problem> {
    const body: unknown = await response.json().catch(() => ({}));
    return new Problem(response.status, body as Partial<Body>);
  }

  static from(error: unknown): Problem {
    return error instanceof Problem ? error : new Problem(0, { detail: error instanceof Error ? error.message : String(error) });
  }
}
