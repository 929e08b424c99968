#pragma once

#include <QTextBrowser>

namespace tocsin {

/** A help text browser that loads nothing but the program's own pages. */
class HelpBrowser : public QTextBrowser
{
    Q_OBJECT

public:
    using QTextBrowser::QTextBrowser;
    /** Shows ":/help/<name>.md". */
    void showPage(const QString &name);

protected:
    QVariant loadResource(int type, const QUrl &name) override;
    void doSetSource(const QUrl &name, QTextDocument::ResourceType type) override;
};

/** F1: the help and the sheet of keys, inside the program. */
class HelpPage : public QWidget
{
    Q_OBJECT

public:
    explicit HelpPage(QWidget *parent = nullptr);
    void showPage(const QString &name);

private:
    HelpBrowser *m_browser;
};

} // namespace tocsin
