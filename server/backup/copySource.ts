/** The port to what a backup holds: the station's files, each as it stood at one moment. */
export interface CopySource {
	/** Names in the archive, in the order in which they must be copied. */
	names(): Promise<string[]>;
	/** Lays one of them at `file`, which is not there yet. False where there is nothing any more. */
	copyTo(name: string, file: string, signal: AbortSignal): Promise<boolean>;
}
