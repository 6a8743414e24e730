/** What the browser remembers of a reader: the theme, the name to sign with, shortcuts or none. */

export type Kept = "theme" | "who" | "shortcuts";

const name = (what: Kept) => `vedette.${what}`;

/** The empty string where nothing is kept, or where the browser keeps nothing. */
export function kept(what: Kept): string {
  try {
    return localStorage.getItem(name(what)) ?? "";
  } catch {
    return "";
  }
}

export function keep(what: Kept, value: string): void {
  try {
    localStorage.setItem(name(what), value);
  } catch {
    // A browser that keeps nothing: it holds for this page alone.
  }
}

/** "" follows the system. */
export function setTheme(theme: string): void {
  keep("theme", theme);
  showTheme();
}

export function showTheme(): void {
  const theme = kept("theme");
  if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

export function isDark(): boolean {
  const theme = kept("theme");
  return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}
