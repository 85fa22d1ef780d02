/** Readers of JSON values that come from outside: each gives what it promises, or throws. */

/** Turns a JSON value into what it should be, or throws. */
export type Reader<T> = (value: unknown) => T;

/** A reader for every field of T; one of an absent field gets undefined. */
export type Fields<T> = { [K in keyof T]-?: Reader<T[K]> };

class Malformed extends Error {}

export function fields(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Malformed('expected: an object');
  }
  return value as Record<string, unknown>;
}

export function object<T>(readers: Fields<T>): Reader<T> {
  const names = Object.keys(readers) as (keyof T & string)[];
  return (value) => {
    const source = fields(value);
    const result: Partial<T> = {};
    for (const name of names) {
      const field = readers[name](Object.hasOwn(source, name) ? source[name] : undefined);
      if (field !== undefined) {
        result[name] = field;
      }
    }
    return result as T;
  };
}

export const text: Reader<string> = (value) => {
  if (typeof value !== 'string') {
    throw new Malformed('expected: a string');
  }
  return value;
};

export const count: Reader<number> = (value) => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw new Malformed('expected: a count');
  }
  return value;
};

export const flag: Reader<boolean> = (value) => {
  if (typeof value !== 'boolean') {
    throw new Malformed('expected: true or false');
  }
  return value;
};

export function literal<T extends string>(expected: T): Reader<T> {
  return (value) => {
    if (value !== expected) {
      throw new Malformed(`expected: ${expected}`);
    }
    return expected;
  };
}

/** A value of a fixed set; one that a newer server has is read as `other`. */
export function oneOf<T extends string>(known: readonly T[], other: T): Reader<T> {
  return (value) => ((known as readonly string[]).includes(text(value)) ? (value as T) : other);
}

export function listOf<T>(item: Reader<T>): Reader<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value)) {
      throw new Malformed('expected: a list');
    }
    return value.map(item);
  };
}

/** An optional field: absent and null are the same. */
export function maybe<T>(reader: Reader<T>): Reader<T> {
  // The undefined returned here never gets into a result, see `object`.
  return (value) => (value === undefined || value === null ? (undefined as T) : reader(value));
}

export const id = maybe(count);
export const topic = maybe(text);
