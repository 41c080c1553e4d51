// Error texts of the runtime that several files share. They are CPython 2.7's, letter by letter.
#ifndef SLOTBUF_RUNTIME_MESSAGES_HH
#define SLOTBUF_RUNTIME_MESSAGES_HH

namespace slotbuf::messages {

inline constexpr char null_argument[] = "null argument to internal routine";
inline constexpr char bad_argument[] = "bad argument type for built-in operation";
inline constexpr char bad_internal_call[] = "bad argument to internal function";

}  // namespace slotbuf::messages

#endif
