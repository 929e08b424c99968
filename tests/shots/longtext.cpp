#include "tests/shots/longtext.h"

namespace tocsin::shots {

QString LongText::translate(const char *, const char *source, const char *, int) const
{
    const QString text = QString::fromUtf8(source);
    const qsizetype keys = text.indexOf(u'\t'); // what follows is the shortcut of a menu
    QString twice = (keys < 0 ? text : text.left(keys));
    twice += u' ' + QString(twice).remove(u'&');
    return keys < 0 ? twice : twice + text.mid(keys);
}

} // namespace tocsin::shots
