// The model's objects: bytes in a vector, a number, or a window described by what it is on. A
// handle counts as one reference, so the counts of both sides can be compared too.
#ifndef SLOTBUF_TESTS_FUZZ_OBJECT_HH
#define SLOTBUF_TESTS_FUZZ_OBJECT_HH

#include <array>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace slotbuf::fuzz {

__extension__ typedef __int128 number;  // holds any int and any long
using bytes = std::vector<unsigned char>;

enum class kind { none, integer, str, bytearray, array, buffer, memoryview, slice, host };
inline constexpr std::array kind_names = {"none",   "integer",    "str",   "bytearray", "array",
                                          "buffer", "memoryview", "slice", "host"};

struct object;
using handle = std::shared_ptr<object>;

// How the model's functions fail: the name of an error, or no_error.
struct failure {
  const char *error;
};
[[noreturn]] void fail(const char *error);
inline constexpr const char *no_error = "failure without an error";

// Part of the bytes of an object, which it holds and pins.
class view {
 public:
  view() = default;
  // [of] is the object that was asked, [memory] the one below it whose bytes are shown.
  view(handle of, object *memory, long start, long size, bool readonly);
  view(view &&other) noexcept { *this = std::move(other); }
  view &operator=(view &&other) noexcept;
  ~view() { release(); }
  void release();

  const unsigned char *begin() const;
  unsigned char *begin();
  bytes copy() const { return {begin(), begin() + size}; }

  handle of;
  object *memory = nullptr;
  long start = 0, size = 0;
  bool readonly = false, format = false, shape = false, strides = false;
  long item_size = 1;
  std::vector<handle> held;   // what a host's own view is made of
  std::vector<long> lengths;  // of the dimensions, the items in C order; whether the shape is there
};

struct object {
  explicit object(kind what) : is(what) {}

  kind is;
  bool shared = false;  // a constant, whose references nobody counts

  number value = 0;  // integer
  bool is_long = false;

  bytes content;  // str, bytearray, array, and a buffer without a base
  char typecode = 0;
  bool has_memory = false;  // array: it has or had items, or was extended by none
  bool interned = false;
  long pins = 0;
  // CPython 2.7: after *= 0, a pinned bytearray is empty, but its views still see and change the
  // old bytes and the NUL behind them.
  bool ended = false, has_nul = true;

  handle base;  // buffer, memoryview
  long offset = 0, size = 0;
  bool read_only = false;
  std::optional<long> hash;

  view shown;  // memoryview

  std::array<handle, 3> parts;  // slice

  bool hands_on = false;  // host: the view of the base as it is, or one of its own on that
};

handle none();
handle integer(number value, bool is_long = false);
// The empty str and the one-byte strs are shared, unless the one byte was filled in afterwards, or
// a generic constructor has made them.
handle str(bytes content);
handle filled_str(bytes content);
handle unshared_str(bytes content);
handle bytearray(bytes content);
handle array(char typecode, bytes content);
handle slice(handle start, handle stop, handle step);
handle intern(handle str);

long length(const object &bytes);
bool is_exact_str(const handle &object, long size);

}  // namespace slotbuf::fuzz

#endif
