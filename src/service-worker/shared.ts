/**
 * Takes what another app shares into this one: pictures and words are laid aside on this phone and
 * the form is opened, which takes them up. The one POST that is answered here; nothing is sent on,
 * and no record is touched.
 */
import { registerRoute } from 'workbox-routing';

/** As device/sharedFiles.ts reads it, and static/manifest.webmanifest names the address and fields. */
const sharedCache = 'qingge-shared';
const sharePath = '/shared';
const formPath = '/report';
/** As many as one record carries with ease. */
const mostPictures = 6;
const longest = 4_000;

export function takeShared(): void {
	registerRoute(
		({ url, sameOrigin }) => sameOrigin && url.pathname === sharePath,
		async ({ request }) => {
			await layAside(await request.formData());
			return Response.redirect(formPath, 303);
		},
		'POST'
	);
}

async function layAside(form: FormData): Promise<void> {
	const cache = await caches.open(sharedCache);
	const at = String(Date.now());
	const words = ['title', 'text', 'url'].flatMap((field) => {
		const value = form.get(field);
		return typeof value === 'string' && value.trim() !== '' ? [value.trim()] : [];
	});
	const text = [...new Set(words)].join('\n').slice(0, longest);
	if (text !== '') {
		const headers = { 'Content-Type': 'text/plain; charset=utf-8' };
		await cache.put(`${sharePath}/${at}-words`, new Response(text, { headers }));
	}
	const pictures = form
		.getAll('photos')
		.filter((one) => one instanceof File && one.type.startsWith('image/'))
		.slice(0, mostPictures) as File[];
	for (const [index, picture] of pictures.entries()) {
		const headers = { 'Content-Type': picture.type };
		await cache.put(`${sharePath}/${at}-${String(index)}`, new Response(picture, { headers }));
	}
}
