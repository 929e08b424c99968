#pragma once

#include <QTextDocument>

namespace tocsin {

/** A document that has nothing but its text: no style sheet, picture or font file is read for it. */
class ClosedDocument : public QTextDocument
{
protected:
    QVariant loadResource(int, const QUrl &) override { return {}; }
};

} // namespace tocsin
