// A row changed behind the program's back, as whoever can write the database's file does it.
import { execFileSync } from 'node:child_process';

const SCRIPT = `
import sqlite3, sys
with sqlite3.connect(sys.argv[1], timeout=30) as database:
    database.execute(sys.argv[2])
`;

export function alter(statement: string): void {
  const file = process.env.CUSTODY_FILE;
  if (file === undefined) throw new Error('CUSTODY_FILE names no database; run this through scripts/with-year.sh');
  execFileSync('python3', ['-c', SCRIPT, file, statement]);
}
