// The plain model: what CPython 2.7 does with these objects, in vectors of bytes. Its functions
// have the names of the words that they predict, and throw a failure, which names the error.
#ifndef SLOTBUF_TESTS_FUZZ_MODEL_HH
#define SLOTBUF_TESTS_FUZZ_MODEL_HH

#include <functional>
#include <string>

#include "object.hh"

namespace slotbuf::fuzz {

// ---- model_memory.cc: where bytes are, and views on them.

enum class access { read, write, character, any };

struct span {
  object *memory;
  long start, size;
  const unsigned char *begin() const { return memory->content.data() + start; }
  unsigned char *begin() { return memory->content.data() + start; }
  bytes copy() const { return {begin(), begin() + size}; }
};

span memory_of(const handle &object, access wanted);  // TypeError
bool is_readable(const handle &object);
view get_buffer(const handle &object, int flags);
bool show_the_same(const view &left, const view &right);
bytes bytes_of(const handle &object);  // through a simple view
handle buffer(const handle &base, long offset, long size, bool read_only);
handle buffer_new(long size);
handle memoryview(const handle &object);
handle adopt(view shown);
handle one_piece(const handle &object, int access);
void copy_data(const handle &target, const handle &source);

// ---- model_items.cc: items and positions.

long item_size(const handle &array);
long items(const handle &array);
bytes array_item(const handle &array, const handle &item);
unsigned char byte_of(const handle &item);
long size(const handle &object);
long count_of_items(const handle &object);
bool has_items(const handle &object);
handle item_at(const handle &object, long position);  // nullptr: past the end
handle item(const handle &object, long position);
void for_each_item(const handle &object, const std::function<void(const handle &)> &visit);
bool is_true(const handle &object);

// What a key selects: where it starts, and each position.
struct selection {
  long start = 0, step = 1;
  std::vector<long> positions;
  long count() const { return static_cast<long>(positions.size()); }
};

long clipped(const handle &index);  // of an int or a long
long index_of(const handle &index, const char *error);
selection select(const handle &slice, const std::function<long()> &length);
selection select_of(const handle &object, const handle &slice);
selection between(long left, long right, long length);

// ---- model_assignment.cc: items and slices by position or key: read, written, or deleted if there
// is no value.

handle slice_of(const handle &object, long left, long right);
handle get_item(const handle &object, const handle &key);
void set_item(const handle &object, long position, const handle &value);
void set_slice(const handle &object, long left, long right, const handle &value);
void set_key(const handle &object, const handle &key, const handle &value);
// Replaces [removed] bytes of a resizable object.
void splice(const handle &object, long start, long removed, const bytes &replacement);

// ---- model_sequence.cc: joining, repeating, and the methods.

handle concat(const handle &left, const handle &right);
handle in_place_concat(const handle &left, const handle &right);
handle join_bytearrays(const handle &left, const handle &right);
handle repeat(const handle &object, long count);
handle in_place_repeat(const handle &object, long count);
handle bytearray_from(const handle &object);
void append(const handle &object, const handle &item);
void extend(const handle &object, const handle &items);
void insert(const handle &object, long where, const handle &item);
handle pop(const handle &object, long where);
void remove(const handle &object, const handle &item);
void reverse(const handle &object);
void resize(const handle &object, long size);
void byteswap(const handle &object);
void from_string(const handle &object, const handle &string);

// ---- model_order.cc: comparing, searching, hashing.

enum order_op { lt, le, eq, ne, gt, ge };
int compare(const handle &left, const handle &right);
bool rich(const handle &left, const handle &right, int op);
// Whether the answer depends on addresses.
bool is_ordered_by_address(const handle &left, const handle &right);
bool contains(const handle &object, const handle &value);
long count(const handle &object, const handle &value);
long index(const handle &object, const handle &value);
long array_count(const handle &object, const handle &value);
long array_index(const handle &object, const handle &value);
long hash(const handle &object);

// ---- model_host.cc: what a host does beyond the constructors.

handle host(const handle &base, bool hands_on);
// Lays the bytes out anew, in items of a size; false if they cannot be.
bool cast(view *view, long item_size, int ndim, bool has_shape);
handle nest(const handle &innermost, long way, long depth);
// An object of the type that a number names, as the generic constructors make it.
handle generic(long type, long items);

// CPython 2.7: objects in objects, up to the recursion limit.
class level {
 public:
  level();
  level(const level &) = delete;
  level &operator=(const level &) = delete;
  ~level();
};
void check_depth(const handle &object);  // of a repr

// ---- model_text.cc

std::string name_of(const handle &object);
handle text(const handle &object);
handle repr(const handle &object);

}  // namespace slotbuf::fuzz

#endif
