// Holds every dashboard against Grafana's own types (@grafana/schema), by the compiler of TypeScript: a misspelled option, a unit of the
// wrong kind or a number for a text is found here and not on a farm. usage: node check.mjs FOLDER (with es/ and en/), in a folder with
// node_modules.
import fs from "node:fs";
import path from "node:path";
import ts from "typescript";

const folder = process.argv[2];
const kinds = {
  stat: "stat",
  table: "table",
  text: "text",
  timeseries: "timeseries",
  "state-timeline": "statetimeline",
};

// JSON knows no enums: their values are texts and numbers. Fields that Grafana takes beside its own types are added.
let source = `
import type { Dashboard, Panel, RowPanel, VariableModel, AnnotationQuery, FieldConfig } from "@grafana/schema/dist/types/raw/dashboard/x/types.gen";
${Object.entries(kinds)
  .map(([, kind]) => `import type * as ${kind} from "@grafana/schema/dist/types/raw/composable/${kind}/panelcfg/x/types.gen";`)
  .join("\n")}
type Plain<T> = T extends string ? \`\${T}\` : T extends number | boolean | null | undefined ? T
  : T extends (infer U)[] ? Plain<U>[] : T extends object ? { [K in keyof T]?: Plain<T[K]> } : T;
type Mark = Omit<Plain<AnnotationQuery>, "target"> & { target: { refId: string; query: string; rawQuery: true; textColumn: string; fromAnnotations: true } };
type Variable = Plain<VariableModel> & { definition?: string };
type Board = Omit<Plain<Dashboard>, "panels" | "annotations" | "templating" | "timepicker"> & {
  timepicker: { hidden: boolean };
  annotations: { list: Mark[] };
  templating: { list: Variable[] };
};
type Query = { refId: string; datasource: { type: "influxdb"; uid: string }; rawQuery: true; resultFormat: "table" | "time_series"; query: string; alias?: string };
type Shown = Omit<Plain<Panel>, "options" | "fieldConfig" | "targets"> & { targets: Query[] };
type BarsField = Plain<statetimeline.FieldConfig> & { spanNulls?: boolean | number };
type Field = Omit<Plain<FieldConfig>, "custom">;
`;

const boards = ["es", "en"].flatMap((language) =>
  fs.readdirSync(path.join(folder, language)).map((name) => path.join(folder, language, name)),
);
const json = JSON.stringify;
let panels = 0;
for (const [at, file] of boards.entries()) {
  const { panels: all, ...board } = JSON.parse(fs.readFileSync(file, "utf8"));
  source += `// ${file}\nconst board${at}: Board = ${json(board)};\n`;
  for (const panel of all) {
    const name = `panel${at}_${panel.id}`;
    panels += 1;
    source += `// ${file}: ${panel.title}\n`;
    if (panel.type === "row") {
      source += `const ${name}: Plain<RowPanel> = ${json(panel)};\n`;
      continue;
    }
    const kind = kinds[panel.type];
    if (!kind) {
      throw new Error(`${file}: ${panel.title}: nobody knows the types of ${panel.type}`);
    }
    const { options, fieldConfig, ...rest } = panel;
    const { custom, ...defaults } = fieldConfig.defaults;
    source += `const ${name}: Shown = ${json(rest)};\n`;
    source += `const ${name}_options: Plain<${kind}.Options> = ${json(options)};\n`;
    source += `const ${name}_field: Field = ${json(defaults)};\n`;
    source += `const ${name}_overrides: Plain<NonNullable<Panel["fieldConfig"]>["overrides"]> = ${json(fieldConfig.overrides)};\n`;
    if (custom) {
      source += `const ${name}_custom: ${kind === "statetimeline" ? "BarsField" : `Plain<${kind}.FieldConfig>`} = ${json(custom)};\n`;
    }
  }
}

if (boards.length === 0) {
  throw new Error(`no dashboards in ${folder}`);
}

fs.writeFileSync("made.ts", source);
const program = ts.createProgram(["made.ts"], {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Node10,
});
const found = ts.getPreEmitDiagnostics(program);
const lines = source.split("\n");
for (const one of found) {
  const line = one.file?.fileName === "made.ts" ? one.file.getLineAndCharacterOfPosition(one.start).line : -1;
  const where = line < 0 ? (one.file?.fileName ?? "") : lines.slice(0, line + 1).findLast((text) => text.startsWith("// "));
  console.error(`${where}: ${ts.flattenDiagnosticMessageText(one.messageText, "\n  ").slice(0, 600)}`);
}

console.log(`${boards.length} dashboards, ${panels} panels, ${found.length} faults against the types of Grafana`);
process.exit(found.length ? 1 : 0);
