/* What the linker puts in the place of writev (--wrap=writev). It is interrupted every other time
 * and writes at most seven bytes at once. With ONCE in the environment it is the system's writev
 * instead, which may be called once. */
#include <errno.h>
#include <stdlib.h>
#include <sys/uio.h>
#include <unistd.h>

ssize_t __real_writev(int file, const struct iovec *spans, int count);
ssize_t __wrap_writev(int file, const struct iovec *spans, int count);

ssize_t __wrap_writev(int file, const struct iovec *spans, int count) {
  static int calls;
  calls++;
  if (getenv("ONCE") != NULL) {
    if (calls > 1) abort();
    return __real_writev(file, spans, count);
  }
  if (calls % 2 == 1) {
    errno = EINTR;
    return -1;
  }
  ssize_t written = 0;
  for (int i = 0; i < count && written < 7; i++) {
    size_t room = 7 - (size_t)written;
    ssize_t more =
        write(file, spans[i].iov_base, spans[i].iov_len < room ? spans[i].iov_len : room);
    if (more < 0) return written > 0 ? written : -1;
    written += more;
  }
  return written;
}
