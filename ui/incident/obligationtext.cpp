#include "ui/incident/obligationtext.h"

namespace tocsin {

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::Obligation", text);
}
} // namespace

QString obligationOrigin(const Obligation &o)
{
    return o.citation.isEmpty() ? nameOf(o.duty) : QStringLiteral("%1 · %2").arg(nameOf(o.duty), o.citation);
}

QString obligationTitle(const Obligation &o)
{
    return o.addressee == Addressee::Customer && !o.customerName.isEmpty()
               ? o.customerName
               : tr("Notice to: %1").arg(nameOf(o.addressee));
}

} // namespace tocsin
