#include "models/domain/service.h"

namespace tocsin {

namespace {

constexpr qsizetype kLongest = 200;

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::domain", text);
}

tl::unexpected<Error> bad(const QString &text, const char *field)
{
    return failure(ErrorKind::Invalid, text, {}, QString::fromLatin1(field));
}

bool isLine(const QString &text)
{
    return !text.contains(u'\n') && text.size() <= kLongest;
}

} // namespace

Result<void> checkService(const Service &service, const QList<Service> &all)
{
    if (service.name.trimmed().isEmpty() || !isLine(service.name))
        return bad(tr("Give the service a name, on one line."), "name");
    if ((service.active && service.owner.trimmed().isEmpty()) || !isLine(service.owner))
        return bad(tr("Say who owns the service, on one line."), "owner");
    for (const Service &s : all)
        if (s.id != service.id && s.name.compare(service.name.trimmed(), Qt::CaseInsensitive) == 0)
            return bad(tr("There is a service of this name."), "name");
    return {};
}

Result<void> checkHandOver(const HandOver &h, std::optional<Responsible> responsible, bool declared, bool done,
                           qint64 nowMs)
{
    if (declared)
        return failure(ErrorKind::Refused, tr("A declaration stands. It has to be rescinded before the incident can be "
                                              "handed over."));
    if (done)
        return failure(ErrorKind::Refused, tr("This incident has already ended."));
    if (h.to.trimmed().isEmpty())
        return bad(tr("Say to whom it is handed over."), "referredTo");
    if (h.atMs <= 0 || h.atMs > nowMs)
        return bad(tr("Say when it was handed over; not in the future."), "referredAt");
    if (h.said.trimmed().isEmpty())
        return bad(tr("Say what the customer was told."), "referredSaid");
    if (responsible != Responsible::Customer && h.nevertheless.trimmed().isEmpty())
        return bad(responsible ? tr("It is not the customer's alone. Say why it is handed over nevertheless.")
                               : tr("Nobody said yet whose it is. Say why it is handed over nevertheless."),
                   "nevertheless");
    return {};
}

} // namespace tocsin
