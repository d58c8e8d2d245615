// Compile-time proof, for every contract: TypeBox's Static<> and the generated interface are one and the same type.
// Two independent compilers read the schema alike; an added, lost, optional or readonly property fails `npm run types`.
import type { Static } from "@sinclair/typebox";
import type { ContractTypes } from "../../generated/types/index.d.ts";
import type { catalogue } from "../../schemas/catalogue.ts";

/** Spells a type out, level by level, so that only its shape counts. */
type Spelt<T> = T extends (infer Item)[] ? Spelt<Item>[] : T extends object ? { [Key in keyof T]: Spelt<T[Key]> } : T;

/** True only for identical types; mutual assignability would let an added optional property pass. */
type Equal<A, B> = (<T>() => T extends Spelt<A> ? 1 : 2) extends <T>() => T extends Spelt<B> ? 1 : 2 ? true : false;

type Catalogue = typeof catalogue;

type Agreement = {
  [Name in keyof Catalogue | keyof ContractTypes]: Name extends keyof Catalogue & keyof ContractTypes
    ? Equal<Static<Catalogue[Name]["schema"]>, ContractTypes[Name]>
    : false;
};

/** The names of the contracts whose types differ: none. */
type Disagreeing = { [Name in keyof Agreement]: Agreement[Name] extends true ? never : Name }[keyof Agreement];

export const everyContractAgrees: [Disagreeing] extends [never] ? true : Disagreeing = true;
