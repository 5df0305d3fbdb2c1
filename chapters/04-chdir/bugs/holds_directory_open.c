/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: The daemon opens the directory that it leaves, so that it could come
 *	back, and holds it open.
 * SYMPTOM: It stands in /, and yet umount(8) says that the target is busy.
 * SEEN IN: google/fuse-archive #34: a directory held open for the daemon's
 *	life; podman #25879: one that its DNS daemon held, and umount(8) failed.
 * CAUGHT BY: the file system that the daemon was started from can be unmounted
 */
#include <fcntl.h>
#include <unistd.h>

#include "steps.h"

static int way_back;

int
move_to_root(void)
{
	way_back = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return way_back == -1 ? -1 : chdir("/");
}
