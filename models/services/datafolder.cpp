#include "models/services/datafolder.h"

#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace tocsin {

QString dataFolder()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/tocsin"_s;
    // Installations that began one level deeper stay there: anchors that moved would look like none.
    const QString before = folder + u"/tocsin"_s;
    return QFileInfo(before).isDir() ? before : folder;
}

} // namespace tocsin
