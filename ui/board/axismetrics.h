#pragma once

/** Sizes of the axis of deadlines in device-independent pixels. */
namespace tocsin::axis {

constexpr int kTitleWidth = 168; ///< of a lane's name
constexpr int kSide = 12;
constexpr int kHeadHeight = 32; ///< ticks and now
constexpr int kLaneHeight = 32;
constexpr int kApart = 52;     ///< marks nearer than that are one; a count fits between two
constexpr int kEdgeWidth = 48; ///< where the counts of what is out of sight stand
constexpr double kNowShare = 0.2;

} // namespace tocsin::axis
