/**
 * Ties a sentence of trouble to the field it is about: `data-field` names it on the screen. Focus goes
 * there, since the sentence stands at the bottom edge and the field may be far above.
 */
const fillable = 'input:not([type=hidden]), textarea, select, button';

export function tieTrouble(field: string): (sentence: HTMLElement) => (() => void) | undefined {
	return (sentence) => {
		const form = sentence.closest('form, section');
		const place = form?.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`);
		if (!place) return undefined;
		const control = place.matches(fillable)
			? place
			: place.querySelector<HTMLElement>(`input:checked, ${fillable}`);
		place.setAttribute('data-lacking', '');
		// A choice has no value of its own to be invalid; its legend is told with the sentence.
		const isChoice = place.matches('fieldset, section, [role=group]');
		const told = isChoice ? place : control;
		told?.setAttribute('aria-describedby', sentence.id);
		// Nor has a button.
		if (!isChoice && !control?.matches('button')) control?.setAttribute('aria-invalid', 'true');
		if (!place.contains(document.activeElement)) control?.focus();
		return () => {
			place.removeAttribute('data-lacking');
			told?.removeAttribute('aria-describedby');
			control?.removeAttribute('aria-invalid');
		};
	};
}
