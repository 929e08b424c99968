#include "app/identity.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace tocsin {

void setIdentity()
{
    QCoreApplication::setApplicationName(u"tocsin"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(TOCSIN_VERSION));
    QCoreApplication::setOrganizationName(u"tocsin"_s);
}

} // namespace tocsin
