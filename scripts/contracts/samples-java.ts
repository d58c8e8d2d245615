// Java: a record a type, in which Jackson's annotations say what has to be there and what may be null.
import {
  type ClassProperty,
  type ClassType,
  type EnumType,
  getOptionValues,
  JacksonRenderer,
  JavaTargetLanguage,
  javaOptions,
  type Name,
  type RenderContext,
  type Sourcelike,
  type Type,
} from "quicktype-core";
import { type Consumed, nameOfWord } from "./samples-schema.ts";

/** quicktype's own classes have setters, which Jackson cannot hold to be called: what is missing stays null, or 0. A record's constructor is called whole. */
export class JavaSamples extends JavaTargetLanguage {
  readonly #consumed: Consumed;

  constructor(consumed: Consumed) {
    super();
    this.#consumed = consumed;
  }

  /** Null and absence stay different things. */
  override get supportsOptionalClassProperties() {
    return true;
  }

  protected override makeRenderer(context: RenderContext): JacksonRenderer {
    return new Renderer(this, context, this.#consumed);
  }
}

class Renderer extends JacksonRenderer {
  readonly #consumed: Consumed;

  constructor(language: JavaSamples, context: RenderContext, consumed: Consumed) {
    super(language, context, getOptionValues(javaOptions, { "array-type": "list", package: "dev.scoreline.contracts" }));
    this.#consumed = consumed;
  }

  protected override makeNameForEnumCase(type: EnumType, enumName: Name, word: string, assigned: string | undefined): Name {
    return super.makeNameForEnumCase(type, enumName, nameOfWord(word), assigned);
  }

  protected override emitClassDefinition(type: ClassType, name: Name): void {
    this.emitFileHeader(name, [...this.importsForType(type), ...this.importsForClass(type)]);
    this.emitDescription(this.descriptionForType(type));
    this.emitLine("public record ", name, "(");
    this.indent(() => {
      this.forEachClassProperty(type, ["interposing", 1], (component, jsonName, property, position) => {
        this.emitDescription(this.descriptionForClassProperty(type, jsonName));
        for (const annotation of annotations(jsonName, property)) this.emitLine(annotation);
        const last = position === "last" || position === "only";
        this.emitLine(this.javaType(property.isOptional, property.type), " ", component, last ? "" : ",");
      });
    });
    this.emitLine(") {}");
    this.finishFile();
  }

  /** quicktype's own throws an error of which Jackson says no place. */
  protected override emitEnumDefinition(type: EnumType, name: Name): void {
    this.emitFileHeader(name, ["com.fasterxml.jackson.annotation.*"]);
    this.emitDescription(this.descriptionForType(type));
    this.emitBlock(["public enum ", name], () => {
      this.forEachEnumCase(type, "interposing", (constant, word, position) => {
        this.emitLine("@JsonProperty(", JSON.stringify(word), ")");
        this.emitLine(constant, position === "last" || position === "only" ? "" : ",");
      });
    });
    this.finishFile();
  }

  protected override emitSourceStructure(): void {
    this.forEachNamedType(
      "leading-and-interposing",
      (type: ClassType, name: Name) => this.emitClassDefinition(type, name),
      (type, name) => this.emitEnumDefinition(type, name),
      (type, name) => this.emitUnionDefinition(type, name),
    );
    this.emitFileHeader("Contracts", ["java.util.Map"]);
    this.emitBlock("public final class Contracts", () => {
      this.#emitTable("EVENTS", "Events by their type.", this.#consumed.events);
      this.#emitTable("DOCUMENTS", "Documents by how their $schema begins: up to the major version.", this.#consumed.documents);
      this.ensureBlankLine();
      this.emitLine("private Contracts() {}");
    });
    this.finishFile();
  }

  #emitTable(table: string, description: string, types: [key: string, name: string][]): void {
    this.ensureBlankLine();
    this.emitDescription([description]);
    this.emitLine("public static final Map<String, Class<?>> ", table, " = Map.ofEntries(");
    this.indent(() => {
      types.forEach(([key, name], index) => {
        this.emitLine("Map.entry(", JSON.stringify(key), ", ", this.#nameOf(name), ".class)", index < types.length - 1 ? "," : "");
      });
    });
    this.emitLine(");");
  }

  #nameOf(topLevel: string): Sourcelike {
    const type: Type | undefined = this.topLevels.get(topLevel);
    if (type === undefined) throw new Error(`quicktype made no type of "${topLevel}".`);
    return this.nameForNamedType(type);
  }
}

/** What may be left out may be null too: Jackson tells a record's constructor no difference. */
function annotations(jsonName: string, { type, isOptional }: ClassProperty): string[] {
  if (isOptional) return [`@JsonProperty(${JSON.stringify(jsonName)})`];
  const property = `@JsonProperty(value = ${JSON.stringify(jsonName)}, required = true)`;
  return type.kind === "union" ? [property] : [property, "@JsonSetter(nulls = Nulls.FAIL)"];
}
