/*
 * Remembers what a disk would still hold after the power went: preloaded into a program, it copies
 * each file under POWER_CUT_ROOT into POWER_CUT_SHADOW at every successful sync, and mirrors there
 * what happens to names. It never changes what the program itself sees.
 *
 * Model (SAFETY 5): unsynced bytes are all lost; names (rename, unlink, truncate) are kept; a sector
 * is never torn. A file that was never synced has no shadow and comes back empty. What it does not
 * see: direct system calls, io_uring, splice into a file by a name outside the root.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))real(#name))
#define EXPORT __attribute__((visibility("default")))

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

/* ---- names ---- */

/* The shadow of `path`, or 0 where the path is none of ours. */
static int shadow_of(const char *path, char *shadow) {
	const char *root = getenv("POWER_CUT_ROOT"), *folder = getenv("POWER_CUT_SHADOW");
	if (!root || !folder) return 0;
	size_t length = strlen(root);
	if (strncmp(path, root, length) != 0 || path[length] != '/') return 0;
	return snprintf(shadow, PATH_MAX, "%s%s", folder, path + length) < PATH_MAX;
}

static int path_of_fd(int fd, char *path) {
	char link[64];
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	ssize_t length = readlink(link, path, PATH_MAX - 1);
	if (length <= 0) return 0;
	path[length] = 0;
	return 1;
}

static int absolute(int folder, const char *name, char *path) {
	if (name[0] == '/') return snprintf(path, PATH_MAX, "%s", name) < PATH_MAX;
	char base[PATH_MAX];
	if (folder == AT_FDCWD ? !getcwd(base, sizeof base) : !path_of_fd(folder, base)) return 0;
	return snprintf(path, PATH_MAX, "%s/%s", base, name) < PATH_MAX;
}

static int shadow_at(int folder, const char *name, char *shadow) {
	char path[PATH_MAX];
	return absolute(folder, name, path) && shadow_of(path, shadow);
}

/* ---- the shadow folder; one lock for all threads and processes, or an older copy of a file could
 * overtake a newer one ---- */

static int lock_shadow(void) {
	char path[PATH_MAX];
	snprintf(path, sizeof path, "%s.lock", getenv("POWER_CUT_SHADOW"));
	int fd = REAL(open)(path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
	if (fd >= 0) while (flock(fd, LOCK_EX) != 0 && errno == EINTR) {}
	return fd;
}

static void make_parents(char *path) {
	for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = 0;
		mkdir(path, 0700);
		*slash = '/';
	}
}

/* Whole or not at all: the cut may come while we copy. */
static void copy_whole(const char *from, const char *to) {
	char part[PATH_MAX], buffer[65536];
	if (snprintf(part, sizeof part, "%s.%d.part", to, (int)getpid()) >= PATH_MAX) return;
	int in = REAL(open)(from, O_RDONLY | O_CLOEXEC);
	if (in < 0) return;
	int out = REAL(open)(part, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0600);
	ssize_t count = -1;
	if (out >= 0) {
		while ((count = read(in, buffer, sizeof buffer)) > 0)
			if (write(out, buffer, (size_t)count) != count) { count = -1; break; }
		close(out);
	}
	close(in);
	if (count == 0) REAL(rename)(part, to);
}

static void remember(const char *path) {
	char shadow[PATH_MAX];
	struct stat file;
	if (!shadow_of(path, shadow) || stat(path, &file) != 0 || !S_ISREG(file.st_mode)) return;
	int lock = lock_shadow();
	make_parents(shadow);
	copy_whole(path, shadow);
	close(lock);
}

static void remember_fd(int fd) {
	int before = errno;
	char path[PATH_MAX];
	if (path_of_fd(fd, path)) remember(path);
	errno = before;
}

static void forget(const char *shadow) {
	int before = errno, lock = lock_shadow();
	if (REAL(unlink)(shadow) != 0) REAL(rmdir)(shadow);
	close(lock);
	errno = before;
}

/* A name given to bytes that were never synced: after the cut it names an empty file. */
static void move_shadow(const char *from, int from_ours, const char *to, int to_ours) {
	int before = errno, lock = lock_shadow();
	char parents[PATH_MAX];
	if (to_ours) {
		snprintf(parents, sizeof parents, "%s", to);
		make_parents(parents);
		if (!from_ours || REAL(rename)(from, to) != 0) REAL(unlink)(to);
	} else if (from_ours) REAL(unlink)(from);
	close(lock);
	errno = before;
}

static void shorten(const char *shadow, off_t length) {
	int before = errno, lock = lock_shadow();
	struct stat file;
	if (stat(shadow, &file) == 0 && file.st_size > length && REAL(truncate)(shadow, length) != 0) {}
	close(lock);
	errno = before;
}

/* ---- syncs; while there is a file `<shadow>.eio` every sync of ours fails, as on a dying disk ---- */

static int disk_dies(int fd) {
	char path[PATH_MAX], shadow[PATH_MAX], sign[PATH_MAX];
	const char *folder = getenv("POWER_CUT_SHADOW");
	if (!folder || snprintf(sign, sizeof sign, "%s.eio", folder) >= PATH_MAX) return 0;
	if (access(sign, F_OK) != 0 || !path_of_fd(fd, path) || !shadow_of(path, shadow)) return 0;
	errno = EIO;
	return 1;
}

EXPORT int fsync(int fd) {
	if (disk_dies(fd)) return -1;
	int answer = REAL(fsync)(fd);
	if (answer == 0) remember_fd(fd);
	return answer;
}

EXPORT int fdatasync(int fd) {
	if (disk_dies(fd)) return -1;
	int answer = REAL(fdatasync)(fd);
	if (answer == 0) remember_fd(fd);
	return answer;
}

EXPORT int msync(void *address, size_t length, int flags) {
	int answer = REAL(msync)(address, length, flags);
	if (answer != 0 || !(flags & MS_SYNC)) return answer;
	FILE *maps = REAL(fopen)("/proc/self/maps", "re");
	char line[PATH_MAX + 128], path[PATH_MAX];
	unsigned long from, to, wanted = (unsigned long)address;
	while (maps && fgets(line, sizeof line, maps))
		if (sscanf(line, "%lx-%lx %*s %*s %*s %*s %4095[^\n]", &from, &to, path) == 3 &&
		    from <= wanted && wanted < to)
			remember(path);
	if (maps) fclose(maps);
	return answer;
}

/* ---- names and lengths ---- */

static int rename_and_mirror(int answer, int from_folder, const char *from, int to_folder,
                             const char *to) {
	char old[PATH_MAX], new[PATH_MAX];
	if (answer != 0) return answer;
	int from_ours = shadow_at(from_folder, from, old), to_ours = shadow_at(to_folder, to, new);
	if (from_ours || to_ours) move_shadow(old, from_ours, new, to_ours);
	return answer;
}

EXPORT int rename(const char *from, const char *to) {
	return rename_and_mirror(REAL(rename)(from, to), AT_FDCWD, from, AT_FDCWD, to);
}

EXPORT int renameat(int a, const char *from, int b, const char *to) {
	return rename_and_mirror(REAL(renameat)(a, from, b, to), a, from, b, to);
}

EXPORT int renameat2(int a, const char *from, int b, const char *to, unsigned int flags) {
	return rename_and_mirror(REAL(renameat2)(a, from, b, to, flags), a, from, b, to);
}

EXPORT int link(const char *from, const char *to) {
	char old[PATH_MAX], new[PATH_MAX];
	int answer = REAL(link)(from, to);
	if (answer == 0 && shadow_at(AT_FDCWD, from, old) && shadow_at(AT_FDCWD, to, new)) {
		int lock = lock_shadow();
		make_parents(new);
		copy_whole(old, new);
		close(lock);
	}
	return answer;
}

static int unlink_and_mirror(int answer, int folder, const char *name) {
	char shadow[PATH_MAX];
	if (answer == 0 && shadow_at(folder, name, shadow)) forget(shadow);
	return answer;
}

EXPORT int unlink(const char *name) {
	return unlink_and_mirror(REAL(unlink)(name), AT_FDCWD, name);
}

EXPORT int unlinkat(int folder, const char *name, int flags) {
	return unlink_and_mirror(REAL(unlinkat)(folder, name, flags), folder, name);
}

EXPORT int rmdir(const char *name) { return unlink_and_mirror(REAL(rmdir)(name), AT_FDCWD, name); }

EXPORT int remove(const char *name) {
	return unlink_and_mirror(REAL(remove)(name), AT_FDCWD, name);
}

static int truncate_fd_and_mirror(int answer, int fd, off_t length) {
	char path[PATH_MAX], shadow[PATH_MAX];
	if (answer == 0 && path_of_fd(fd, path) && shadow_of(path, shadow)) shorten(shadow, length);
	return answer;
}

EXPORT int ftruncate(int fd, off_t length) {
	return truncate_fd_and_mirror(REAL(ftruncate)(fd, length), fd, length);
}

EXPORT int ftruncate64(int fd, off64_t length) {
	return truncate_fd_and_mirror(REAL(ftruncate64)(fd, length), fd, length);
}

EXPORT int truncate(const char *name, off_t length) {
	char shadow[PATH_MAX];
	int answer = REAL(truncate)(name, length);
	if (answer == 0 && shadow_at(AT_FDCWD, name, shadow)) shorten(shadow, length);
	return answer;
}

static int opened(int fd, int folder, const char *name, int flags) {
	char shadow[PATH_MAX];
	if (fd >= 0 && (flags & O_TRUNC) && shadow_at(folder, name, shadow)) shorten(shadow, 0);
	return fd;
}

/* The mode is only there when a file may be made. */
#define OPEN_MODE(flags)                                                                           \
	mode_t mode = 0;                                                                               \
	if ((flags) & (O_CREAT | O_TMPFILE)) {                                                         \
		va_list rest;                                                                              \
		va_start(rest, flags);                                                                     \
		mode = va_arg(rest, mode_t);                                                               \
		va_end(rest);                                                                              \
	}

EXPORT int open(const char *name, int flags, ...) {
	OPEN_MODE(flags)
	return opened(REAL(open)(name, flags, mode), AT_FDCWD, name, flags);
}

EXPORT int open64(const char *name, int flags, ...) {
	OPEN_MODE(flags)
	return opened(REAL(open64)(name, flags, mode), AT_FDCWD, name, flags);
}

EXPORT int openat(int folder, const char *name, int flags, ...) {
	OPEN_MODE(flags)
	return opened(REAL(openat)(folder, name, flags, mode), folder, name, flags);
}

EXPORT int openat64(int folder, const char *name, int flags, ...) {
	OPEN_MODE(flags)
	return opened(REAL(openat64)(folder, name, flags, mode), folder, name, flags);
}

EXPORT FILE *fopen(const char *name, const char *how) {
	FILE *file = REAL(fopen)(name, how);
	if (file) opened(0, AT_FDCWD, name, how[0] == 'w' ? O_TRUNC : 0);
	return file;
}

EXPORT FILE *fopen64(const char *name, const char *how) {
	FILE *file = REAL(fopen64)(name, how);
	if (file) opened(0, AT_FDCWD, name, how[0] == 'w' ? O_TRUNC : 0);
	return file;
}
