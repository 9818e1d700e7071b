/**
 * Reads server-sent events from text as it arrives. Comments and unknown fields are passed over.
 */
export interface StationEvent {
	name: string;
	data: string;
}

export function openEventReader(): (text: string) => StationEvent[] {
	let text = '';
	let name = 'message';
	let data: string[] = [];

	return (more) => {
		const events: StationEvent[] = [];
		text += more;
		for (;;) {
			const end = text.indexOf('\n');
			if (end < 0) return events;
			const line = text.slice(0, end).replace(/\r$/, '');
			text = text.slice(end + 1);
			if (line === '') {
				if (data.length > 0) events.push({ name, data: data.join('\n') });
				name = 'message';
				data = [];
			} else if (line.startsWith('event:')) name = line.slice(6).trim();
			else if (line.startsWith('data:')) data.push(line.slice(5).replace(/^ /, ''));
		}
	};
}
