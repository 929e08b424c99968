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
    const QString origin =
        o.citation.isEmpty() ? nameOf(o.duty) : QStringLiteral("%1 · %2").arg(nameOf(o.duty), o.citation);
    return o.addresseeName.isEmpty() ? origin : QStringLiteral("%1 · %2").arg(nameOf(o.addressee), origin);
}

QString obligationTitle(const Obligation &o)
{
    return o.customerName.isEmpty() && o.addresseeName.isEmpty() ? tr("Notice to: %1").arg(nameOf(o.addressee))
                                                                 : addresseeText(o);
}

} // namespace tocsin
