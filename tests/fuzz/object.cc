#include "object.hh"

#include <map>
#include <string>
#include <utility>

namespace slotbuf::fuzz {

void fail(const char *error) { throw failure{error}; }

view::view(handle of_object, object *of_memory, long from, long count, bool is_readonly)
    : of(std::move(of_object)),
      memory(of_memory),
      start(from),
      size(count),
      readonly(is_readonly),
      lengths{count} {
  ++memory->pins;
}

view &view::operator=(view &&other) noexcept {
  std::swap(of, other.of);
  std::swap(memory, other.memory);
  start = other.start;
  size = other.size;
  readonly = other.readonly;
  format = other.format;
  shape = other.shape;
  strides = other.strides;
  item_size = other.item_size;
  lengths = other.lengths;
  std::swap(held, other.held);
  other.release();
  return *this;
}

void view::release() {
  if (memory && --memory->pins == 0 && memory->ended) {
    memory->content.clear();
    memory->ended = false;
  }
  memory = nullptr;
  of.reset();
  held.clear();
}

unsigned char *view::begin() { return memory->content.data() + start; }
const unsigned char *view::begin() const { return memory->content.data() + start; }

namespace {

handle made(kind is, bytes content) {
  handle object = std::make_shared<fuzz::object>(is);
  object->content = std::move(content);
  return object;
}

handle shared(kind is, bytes content = {}) {
  handle object = made(is, std::move(content));
  object->shared = true;
  object->interned = is == kind::str;
  return object;
}

// As a string: gcc 12 warns of the comparison of two vectors.
std::string key_of(const bytes &content) { return {content.begin(), content.end()}; }

std::map<std::string, std::weak_ptr<object>> interned;

}  // namespace

handle none() {
  static const handle only = shared(kind::none);
  return only;
}

handle integer(number value, bool is_long) {
  handle object = made(kind::integer, {});
  object->value = value;
  object->is_long = is_long;
  return object;
}

handle str(bytes content) {
  static std::map<std::string, handle> constants;
  if (content.size() > 1) return made(kind::str, std::move(content));
  handle &constant = constants[key_of(content)];
  if (!constant) constant = shared(kind::str, std::move(content));
  return constant;
}

handle filled_str(bytes content) {
  return content.empty() ? str({}) : made(kind::str, std::move(content));
}

handle unshared_str(bytes content) { return made(kind::str, std::move(content)); }

handle bytearray(bytes content) { return made(kind::bytearray, std::move(content)); }

handle array(char typecode, bytes content) {
  handle object = made(kind::array, std::move(content));
  object->typecode = typecode;
  object->has_memory = !object->content.empty();
  object->has_nul = false;
  return object;
}

handle slice(handle start, handle stop, handle step) {
  handle object = made(kind::slice, {});
  object->parts = {std::move(start), std::move(stop), std::move(step)};
  return object;
}

handle intern(handle str) {
  if (str->is != kind::str || str->interned) return str;
  if (str->content.size() < 2) return fuzz::str(str->content);
  const std::string key = key_of(str->content);
  if (handle known = interned[key].lock()) return known;
  std::erase_if(interned, [](const auto &each) { return each.second.expired(); });
  interned[key] = str;
  str->interned = true;
  return str;
}

long length(const object &bytes) {
  return bytes.ended ? 0 : static_cast<long>(bytes.content.size());
}

bool is_exact_str(const handle &object, long size) {
  return object->is == kind::str && length(*object) == size;
}

}  // namespace slotbuf::fuzz
