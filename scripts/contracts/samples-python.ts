// Python: quicktype's data classes, read by the small functions of examples/consumers/python/reading.py, which refuse and say where.
import {
  type ClassProperty,
  type ClassType,
  type EnumType,
  getOptionValues,
  matchType,
  type Name,
  nullableFromUnion,
  PythonRenderer,
  PythonTargetLanguage,
  pythonOptions,
  type RenderContext,
  type Sourcelike,
  type Type,
} from "quicktype-core";
import { type Consumed, nameOfWord } from "./samples-schema.ts";

/**
 * quicktype's own readers are left aside: they `assert`, which `python -O` drops; they take null, or nothing, for what has to be there; they
 * need a package for times, cut to microseconds; and none of their errors says where.
 */
export class PythonSamples extends PythonTargetLanguage {
  readonly #consumed: Consumed;

  constructor(consumed: Consumed) {
    super();
    this.#consumed = consumed;
  }

  /** Null and absence stay different things. */
  override get supportsOptionalClassProperties() {
    return true;
  }

  override get stringTypeMapping() {
    return new Map([["date-time", "date-time"] as const, ["uuid", "uuid"] as const]);
  }

  protected override makeRenderer(context: RenderContext): PythonRenderer {
    return new Renderer(this, context, this.#consumed);
  }
}

class Renderer extends PythonRenderer {
  readonly #consumed: Consumed;

  constructor(language: PythonSamples, context: RenderContext, consumed: Consumed) {
    super(language, context, getOptionValues(pythonOptions, { "python-version": "3.7", "nice-property-names": true }));
    this.#consumed = consumed;
  }

  protected override makeNameForEnumCase(type: EnumType, enumName: Name, word: string, assigned: string | undefined): Name {
    return super.makeNameForEnumCase(type, enumName, nameOfWord(word), assigned);
  }

  protected override sortClassProperties(properties: ReadonlyMap<string, ClassProperty>): ReadonlyMap<string, ClassProperty> {
    // What may be left out has a default, and Python wants those last.
    return new Map([...properties].sort(([, a], [, b]) => Number(a.isOptional) - Number(b.isOptional)));
  }

  protected override pythonType(type: Type, _isRoot?: boolean, suppressQuotes?: boolean): Sourcelike {
    return type.kind === "date-time" ? this.withImport("reading", "Instant") : super.pythonType(type, false, suppressQuotes);
  }

  protected override emitClass(type: ClassType): void {
    this.emitLine("@", this.withImport("dataclasses", "dataclass"), "(frozen=True)");
    this.declareType(type, () => {
      this.forEachClassProperty(type, ["leading-and-interposing", 1], (name, jsonName, property) => {
        this.emitLine(name, ": ", this.#hint(property));
        this.emitDescription(this.descriptionForClassProperty(type, jsonName));
      });
      this.ensureBlankLine();
      this.emitLine("@staticmethod");
      this.emitBlock(["def read(value: ", this.withTyping("Any"), ") -> '", this.nameForNamedType(type), "':"], () => this.#emitRead(type));
    });
  }

  #hint({ type, isOptional }: ClassProperty): Sourcelike {
    if (!isOptional) return this.pythonType(type);
    return isNullable(type) ? [this.pythonType(type), " = None"] : [this.withTyping("Optional"), "[", this.pythonType(type), "] = None"];
  }

  #emitRead(type: ClassType): void {
    this.emitLine("members = ", this.withImport("reading", "an_object"), "(value)");
    this.emitLine("return ", this.nameForNamedType(type), "(");
    this.indent(() => {
      this.forEachClassProperty(type, "none", (name: Name, jsonName, property) => {
        const presence = this.withImport("reading", property.isOptional ? "optional" : "required");
        this.emitLine(name, "=", presence, "(members, ", this.string(jsonName), ", ", this.#reader(property.type), "),");
      });
    });
    this.emitLine(")");
  }

  protected override emitClosingCode(): void {
    this.#emitTable("EVENTS", "Events by their type.", this.#consumed.events);
    this.ensureBlankLine(2);
    this.#emitTable("DOCUMENTS", "Documents by how their $schema begins: up to the major version.", this.#consumed.documents);
  }

  #emitTable(table: string, description: string, types: [key: string, name: string][]): void {
    this.emitLine(table, " = {");
    this.indent(() => {
      for (const [key, name] of types) this.emitLine(this.string(key), ": ", this.#nameOf(name), ",");
    });
    this.emitLine("}");
    this.emitDescription([description]);
  }

  #nameOf(topLevel: string): Name {
    const type: Type | undefined = this.topLevels.get(topLevel);
    if (type === undefined) throw new Error(`quicktype made no type of "${topLevel}".`);
    return this.nameForNamedType(type);
  }

  /** The function of reading.py that reads a value of a type. */
  #reader(type: Type): Sourcelike {
    const use = (name: string, ...parts: Sourcelike[]) => [this.withImport("reading", name), ...parts];
    return matchType<Sourcelike>(
      type,
      () => use("anything"),
      () => use("null"),
      () => use("boolean"),
      () => use("integer"),
      () => use("number"),
      () => use("text"),
      (array) => use("list_of", "(", this.#reader(array.items), ")"),
      (object) => [this.nameForNamedType(object), ".read"],
      (map) => use("map_of", "(", this.#reader(map.values), ")"),
      (words) => use("one_of", "(", this.nameForNamedType(words), ")"),
      (union) => {
        const value = nullableFromUnion(union);
        if (value === null)
          throw new Error(
            `A sample in Python knows no union but of one type and null; there is one of ${[...union.getChildren()].map(({ kind }) => kind).join(", ")}.`,
          );
        return use("nullable", "(", this.#reader(value), ")");
      },
      (text) => use(text.kind === "date-time" ? "instant" : text.kind === "uuid" ? "a_uuid" : "text"),
    );
  }
}

function isNullable(type: Type): boolean {
  return type.kind === "union" || type.kind === "null";
}
