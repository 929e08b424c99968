#include "tests/shots/longtext.h"

namespace tocsin::shots {

QString LongText::translate(const char *context, const char *source, const char *, int) const
{
    if (!QByteArrayView(context).startsWith("tocsin")) // Qt's own words stay
        return {};
    const QString text = QString::fromUtf8(source);
    const qsizetype keys = text.indexOf(u'\t'); // what follows is the shortcut of a menu
    QString twice = (keys < 0 ? text : text.left(keys));
    twice += u' ' + QString(twice).remove(u'&');
    return keys < 0 ? twice : twice + text.mid(keys);
}

} // namespace tocsin::shots
