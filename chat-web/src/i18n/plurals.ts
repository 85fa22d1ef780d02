/** The forms of a sentence with a count in it; `#` is where the count stands. `none` is for nothing at all, where that is said otherwise. */
interface Forms {
  readonly none?: string;
  readonly one: string;
  readonly many?: string;
  readonly other: string;
}

/** How a language chooses among the forms of a sentence, and how it writes the count. */
export function plurals(locale: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  return (count, { none, one, other, many = other }) => {
    const chosen = count === 0 && none !== undefined ? none : formOf(rules.select(count), { one, many, other });
    return chosen.replace('#', () => numbers.format(count));
  };
}

function formOf(
  rule: Intl.LDMLPluralRule,
  forms: { readonly one: string; readonly many: string; readonly other: string },
) {
  return rule === 'one' || rule === 'many' ? forms[rule] : forms.other;
}
