/** A file: its bytes, or its text. */
export type Bytes = string | ArrayBuffer | ArrayBufferView;

export type Level = "error" | "warning" | "advice" | "off";

/** How findings are told: the formats of `claimlint check --report`. */
export type Format =
  | "text" | "full" | "concise" | "json" | "jsonl" | "html" | "markdown" | "sarif" | "github" | "gitlab"
  | "checkstyle" | "junit" | "rdjson";

export interface Options {
  /** The draft's name: its ending tells the format (`paper.docx`). Default: `draft.txt`. */
  name?: string;
  /** The claims file: its bytes, or its name in `files`. */
  claims?: Bytes | string;
  /** Files that draft and claims file name, by their paths beside the draft: bibliographies, notes, held copies. */
  files?: Record<string, Bytes>;
  /** Default: `["json"]`. */
  formats?: Format[];
  /** How strict to be. Default: `draft`. */
  profile?: "draft" | "publication" | "legal";
  /** Levels of rules and groups; the narrower has the last word. */
  levels?: Record<string, Level>;
  /** The least level that is told. Default: `advice`. */
  show?: Exclude<Level, "off">;
  /** The day on which waivers are judged, such as `2026-05-04`; without it their ends are not. */
  today?: string;
  /** The least level that becomes a comment in a copy of a Word or OpenDocument draft; `true` means `warning`. Default:
   * no copy. */
  comments?: boolean | Exclude<Level, "off">;
  /** How many columns reports for people may take. Default: 100. */
  width?: number;
}

export interface Result {
  /** The version of claimlint. */
  version: string;
  /** As the command's exit status: 0 nothing at or above a warning, 1 findings, 2 something could not be read. */
  exit: 0 | 1 | 2;
  /** How many findings. */
  found: { errors: number; warnings: number; advice: number };
  /** What could not be read, one sentence each. */
  trouble: string[];
  /** A report for each format asked for. `JSON.parse(result.reports.json)` fits `report.schema.json`. */
  reports: Partial<Record<Format, string>>;
  /** The commented copy, if one was asked for and could be made. */
  copy: Uint8Array | null;
  /** What became of the findings in it; `refused` says why there is none. */
  copied: { added: number; unplaced: number; held: number; refused: string | null } | null;
}

/** Checks a draft; `null` for a claims file alone. Rejects if the options are wrong, never for what a document holds. */
export function check(draft: Bytes | null, options?: Options): Promise<Result>;

/** What is read and told. */
export function about(): Promise<{ version: string; endings: string[]; formats: Format[] }>;

/** Compiles the module beforehand, or from another place: its bytes, or a compiled module. */
export function load(source?: BufferSource | WebAssembly.Module): Promise<void>;
