#pragma once

#include "models/domain/ids.h"

#include <QString>

namespace tocsin {

/** A message that a mail server sent back: to which address, of which of our messages, and why. */
struct Bounce
{
    QString messageRef; ///< Message-ID of ours, without brackets; empty: not said
    QString address;
    QString status; ///< "5.1.1", or empty
    QString said;
    qint64 atMs = 0;        ///< 0: not said
    bool permanent = false; ///< 5.x.x, or no status; 4.x.x is a delay
};

/** A return with the message of an incident that it is about. */
struct BounceMatch
{
    Bounce bounce;
    MessageId message; ///< none: nothing that was sent here
    NoticeId notice;
    CustomerId customer;
    QString customerName;
    bool recorded = false; ///< it is in the record already
};

} // namespace tocsin
