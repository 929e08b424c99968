#pragma once

namespace tocsin {

/** Name, version and desktop file of the program: where its data and settings are found follows from them. To be called
 *  before an application object is made. */
void setIdentity();

} // namespace tocsin
