#pragma once

#include "models/domain/enumtable.h"
#include "models/domain/error.h"
#include "models/domain/ids.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace tocsin {

class Session;

/** How far the telling of one subscription has come; the most worrying first. */
enum class MatrixState {
    NoRecipient,
    Unsure,
    Failed,
    NoNotice,
    Draft,
    Approved,
    Queued,
    Sent,
    NotDeliverable, ///< legal recorded so after two means; told to nobody, and nothing more is owed
    FollowUpDue,    ///< reached, and something it was told is not known yet
    Reached,
};
template<> std::span<const EnumEntry<MatrixState>> enumTable<MatrixState>();

struct MatrixRow
{
    CustomerId customer;
    SubscriptionId subscription;
    QString customerName;
    QString subscriptionName;
    MatrixState state = MatrixState::NoNotice;
    NoticeId notice; ///< the last one that is for it; none: there is none
    int noticeNumber = 0;
    QString addresses;
    QString said;         ///< what a server or a person said last
    qint64 reachedMs = 0; ///< first
};

/** Every affected subscription of an incident with how far it is told (P9.2). */
[[nodiscard]] Result<QList<MatrixRow>> noticeMatrix(Session &session, IncidentId incident);
/** As CSV, a heading and a row each. */
[[nodiscard]] QByteArray matrixCsv(const QList<MatrixRow> &rows);

} // namespace tocsin
