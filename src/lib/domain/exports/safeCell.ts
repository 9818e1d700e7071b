/**
 * Keeps words words: a text that a spreadsheet could take for a formula gets a sign in front that
 * nobody sees (CSV injection). Numbers, phones with + and a single dash stay as they are.
 */
const unseen = '\u200b';
/** Formulas; + and - only where more than a number follows. */
const likeFormula = /^(?:[=@]|[+-](?![\d\s().,-]*$))/;

export function safeCell(text: string): string {
	// Tabs and line ends in front of a text are read by nobody but programs.
	const plain = text.replace(/^[\t\r\n\s\u200b]+/, '');
	return likeFormula.test(plain) ? `${unseen}${plain}` : plain;
}
