#include "app/platform/onearena.h"

#include <malloc.h>

namespace tocsin {

void useOneArena()
{
    mallopt(M_ARENA_MAX, 1);
}

} // namespace tocsin
