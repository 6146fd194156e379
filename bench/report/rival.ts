/** Something else that makes the report's figures from the same bytes, to be measured beside ours. */

export interface Rival {
  name: string;
  /** What it makes, as JSON. */
  result(): Promise<string>;
  /** Makes it once more: JSON bytes in to JSON text out. */
  roundMs(): Promise<number>;
  close(): Promise<void>;
}
