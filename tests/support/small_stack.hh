// Work on a small stack.
#ifndef SLOTBUF_TESTS_SUPPORT_SMALL_STACK_HH
#define SLOTBUF_TESTS_SUPPORT_SMALL_STACK_HH

#include <pthread.h>

#include <cstddef>
#include <functional>

#include "doctest.hh"

namespace slotbuf::test {

// Runs [work] on a thread whose stack has [size] bytes. Check what it found afterwards: doctest
// needs much stack itself.
inline void on_stack_of(std::size_t size, const std::function<void()> &work) {
  pthread_attr_t attributes;
  REQUIRE(pthread_attr_init(&attributes) == 0);
  REQUIRE(pthread_attr_setstacksize(&attributes, size) == 0);
  pthread_t thread;
  const auto run = [](void *what) -> void * {
    (*static_cast<const std::function<void()> *>(what))();
    return nullptr;
  };
  REQUIRE(pthread_create(&thread, &attributes, run,
                         const_cast<void *>(static_cast<const void *>(&work))) == 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
}

}  // namespace slotbuf::test

#endif
