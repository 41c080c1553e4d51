/* A read() that the tests of the tool can make misbehave, by the environment variable MISREAD: the
 * linker gives it to the tool in place of the real one (-Wl,--wrap=read). */
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

ssize_t __real_read(int fd, void *bytes, size_t size);
ssize_t __wrap_read(int fd, void *bytes, size_t size);

ssize_t __wrap_read(int fd, void *bytes, size_t size) {
  static int calls;
  const char *how = getenv("MISREAD");
  calls++;
  if (how == NULL) return __real_read(fd, bytes, size);
  if (strcmp(how, "fails") == 0) {
    errno = EIO;
    return -1;
  }
  if (strcmp(how, "is interrupted and short") == 0) {
    if (calls % 2 == 0) return __real_read(fd, bytes, 1);
    errno = EINTR;
    return -1;
  }
  ssize_t got = __real_read(fd, bytes, size);
  if (got > 0 && strcmp(how, "lies") == 0) ((char *)bytes)[got - 1] ^= 1;
  return got;
}
