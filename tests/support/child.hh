// The child of a fork, as tests look into it.
#ifndef SLOTBUF_TESTS_SUPPORT_CHILD_HH
#define SLOTBUF_TESTS_SUPPORT_CHILD_HH

#include <sys/wait.h>
#include <unistd.h>

namespace slotbuf::test {

// ThreadSanitizer ends a child that starts a thread, if its parent had several.
#ifdef __SANITIZE_THREAD__
constexpr bool child_may_start_threads = false;
#else
constexpr bool child_may_start_threads = true;
#endif

// Whether [work] is true in the child of a fork. An alarm ends a child that hangs.
template <typename Work>
bool holds_in_child(Work work) {
  const pid_t child = fork();
  if (child == 0) {
    alarm(30);
    _exit(work() ? 0 : 1);
  }
  int status = 0;
  return waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace slotbuf::test

#endif
