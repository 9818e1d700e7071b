/** Shows a picture that lies in memory, and gives the memory back when it is no longer shown. */
export function showBlob(blob: Blob): (image: HTMLImageElement) => () => void {
	return (image) => {
		const url = URL.createObjectURL(blob);
		image.src = url;
		return () => URL.revokeObjectURL(url);
	};
}
