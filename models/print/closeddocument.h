#pragma once

#include <QImage>
#include <QTextDocument>
#include <QUrl>

namespace tocsin {

/** A document that has nothing but its text: no style sheet, picture or font file is read for it. */
class ClosedDocument : public QTextDocument
{
protected:
    QVariant loadResource(int type, const QUrl &) override
    {
        // After no answer at all Qt opens a file of that name itself.
        if (type != ImageResource)
            return QByteArray("");
        QImage nothing(1, 1, QImage::Format_ARGB32);
        nothing.fill(Qt::transparent);
        return nothing;
    }
};

} // namespace tocsin
