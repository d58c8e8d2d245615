// Go: quicktype's structs; tags say to examples/consumers/go/reading.go what has to be there and what may be null.
import {
  type ClassProperty,
  type ClassType,
  type EnumType,
  GoRenderer,
  GoTargetLanguage,
  getOptionValues,
  goOptions,
  matchType,
  type Name,
  nullableFromUnion,
  type RenderContext,
  type Sourcelike,
  type Type,
} from "quicktype-core";
import { DependencyName } from "quicktype-core/dist/esm/Naming.js";
import { type Consumed, nameOfWord } from "./samples-schema.ts";

/** Go itself takes a field that is missing, or null, for its zero value. */
export class GoSamples extends GoTargetLanguage {
  readonly #consumed: Consumed;

  constructor(consumed: Consumed) {
    super();
    this.#consumed = consumed;
  }

  protected override makeRenderer(context: RenderContext): GoRenderer {
    return new Renderer(this, context, this.#consumed);
  }
}

class Renderer extends GoRenderer {
  readonly #consumed: Consumed;

  constructor(language: GoSamples, context: RenderContext, consumed: Consumed) {
    super(language, context, getOptionValues(goOptions, {}));
    this.#consumed = consumed;
  }

  /** Go has no scope for an enumeration's names. */
  protected override makeNameForEnumCase(_type: EnumType, enumName: Name, word: string): Name {
    return new DependencyName(this.makeEnumCaseNamer(), enumName.order, (lookup) => `${lookup(enumName)}_${nameOfWord(word)}`);
  }

  protected override emitSourceStructure(): void {
    const types = this.gatherSource(() => {
      this.forEachObject(["interposing", 1], (type: ClassType, name: Name) => this.#emitStruct(type, name));
      this.forEachEnum("leading-and-interposing", (type, name) => this.#emitWords(type, name));
    });
    this.emitLine("package main");
    this.ensureBlankLine();
    if (this.#usesTime) {
      this.emitLine('import "time"');
      this.ensureBlankLine();
    }
    this.emitGatheredSource(types);
    this.#emitTable("Events", "Events by their type.", this.#consumed.events);
    this.#emitTable("Documents", "Documents by how their $schema begins: up to the major version.", this.#consumed.documents);
  }

  #usesTime = false;

  #emitStruct(type: ClassType, name: Name): void {
    this.emitDescription(this.descriptionForType(type));
    this.#emitIndented(["type ", name, " struct {"], "}", () => {
      this.forEachClassProperty(type, ["interposing", 1], (field, jsonName, property) => {
        this.emitDescription(this.descriptionForClassProperty(type, jsonName));
        const nullable = property.type.kind === "union" ? ' nullable:"true"' : "";
        const tags = `json:"${jsonName}${property.isOptional ? ",omitempty" : ""}"${nullable}`;
        this.emitLine(field, " ", this.#fieldType(property), ` \`${tags}\``);
      });
    });
  }

  #fieldType({ type, isOptional }: ClassProperty): Sourcelike {
    return isOptional ? this.#pointer(type) : this.#goType(type);
  }

  /** A list and a map can be nil as they are. */
  #pointer(type: Type): Sourcelike {
    return ["array", "map", "any", "union"].includes(type.kind) ? this.#goType(type) : ["*", this.#goType(type)];
  }

  #goType(type: Type): Sourcelike {
    return matchType<Sourcelike>(
      type,
      () => "interface{}",
      () => "interface{}",
      () => "bool",
      () => "int64",
      () => "float64",
      () => "string",
      (array) => ["[]", this.#goType(array.items)],
      (object) => this.nameForNamedType(object),
      (map) => ["map[string]", this.#goType(map.values)],
      (words) => this.nameForNamedType(words),
      (union) => {
        const value = nullableFromUnion(union);
        if (value === null) throw new Error("A sample in Go knows no union but of one type and null: teach samples-go.ts the other.");
        return this.#pointer(value);
      },
      (text) => {
        if (text.kind !== "date-time") return "string";
        this.#usesTime = true;
        return "time.Time";
      },
    );
  }

  #emitWords(type: EnumType, name: Name): void {
    this.emitDescription(this.descriptionForType(type));
    this.emitLine("type ", name, " string");
    this.ensureBlankLine();
    this.#emitIndented("const (", ")", () => {
      // A blank line between them, and gofmt aligns nothing.
      this.forEachEnumCase(type, ["interposing", 1], (word, value) => this.emitLine(word, " ", name, " = ", JSON.stringify(value)));
    });
    this.ensureBlankLine();
    this.emitDescription(["Words are all that it can be."]);
    this.#emitIndented(["func (", name, ") Words() []string {"], "}", () => {
      this.emitLine("return []string{", [...type.cases].map((word) => JSON.stringify(word)).join(", "), "}");
    });
  }

  #emitTable(table: string, description: string, types: [key: string, name: string][]): void {
    this.ensureBlankLine();
    this.emitDescription([description]);
    this.#emitIndented(["var ", table, " = map[string]func() interface{}{"], "}", () => {
      types.forEach(([key, name], index) => {
        if (index > 0) this.ensureBlankLine();
        this.emitLine(JSON.stringify(key), ": func() interface{} { return new(", this.#nameOf(name), ") },");
      });
    });
  }

  #emitIndented(first: Sourcelike, last: string, emit: () => void): void {
    this.emitLine(first);
    this.indent(emit);
    this.emitLine(last);
  }

  #nameOf(topLevel: string): Name {
    const type: Type | undefined = this.topLevels.get(topLevel);
    if (type === undefined) throw new Error(`quicktype made no type of "${topLevel}".`);
    return this.nameForNamedType(type);
  }
}
