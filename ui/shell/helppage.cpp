#include "ui/shell/helppage.h"

#include "ui/common/card.h"
#include "ui/common/markdownview.h"
#include "ui/theme/fonts.h"

#include <QFile>
#include <QHBoxLayout>
#include <QListWidget>
#include <QTextTable>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString pathOf(const QString &name)
{
    return u":/help/%1.md"_s.arg(name);
}

struct Chapter
{
    const char *name;
    const char *title;
};

constexpr Chapter kChapters[] = {
    {"start", QT_TRANSLATE_NOOP("tocsin::HelpPage", "How to begin")},
    {"board", QT_TRANSLATE_NOOP("tocsin::HelpPage", "The board")},
    {"incident", QT_TRANSLATE_NOOP("tocsin::HelpPage", "One incident")},
    {"clocks", QT_TRANSLATE_NOOP("tocsin::HelpPage", "Clocks and notices")},
    {"customers", QT_TRANSLATE_NOOP("tocsin::HelpPage", "Customers and scope")},
    {"notices", QT_TRANSLATE_NOOP("tocsin::HelpPage", "Notices and answers")},
    {"mail", QT_TRANSLATE_NOOP("tocsin::HelpPage", "Sending by mail")},
    {"transfers", QT_TRANSLATE_NOOP("tocsin::HelpPage", "Approvals and transfers")},
    {"record", QT_TRANSLATE_NOOP("tocsin::HelpPage", "The record")},
    {"team", QT_TRANSLATE_NOOP("tocsin::HelpPage", "People and teams")},
    {"keys", QT_TRANSLATE_NOOP("tocsin::HelpPage", "Keys")},
};

} // namespace

void HelpBrowser::showPage(const QString &name)
{
    QFile file(pathOf(name));
    if (file.open(QIODevice::ReadOnly)) {
        document()->setMarkdown(QString::fromUtf8(file.readAll()), QTextDocument::MarkdownDialectGitHub);
        const QList<QTextFrame *> frames = document()->rootFrame()->childFrames();
        for (QTextFrame *frame : frames) {
            auto *table = qobject_cast<QTextTable *>(frame);
            if (!table)
                continue;
            QTextTableFormat format = table->format();
            format.setBorder(0);
            format.setCellSpacing(0);
            format.setCellPadding(4);
            format.setBottomMargin(12);
            format.setColumnWidthConstraints(
                {QTextLength(QTextLength::FixedLength, 190), QTextLength(QTextLength::VariableLength, 0)});
            table->setFormat(format);
        }
        layOutMarkdown(*document());
        moveCursor(QTextCursor::Start);
    }
}

QVariant HelpBrowser::loadResource(int, const QUrl &)
{
    return QByteArray(); // no picture, no style sheet, nothing from a file or the net
}

void HelpBrowser::doSetSource(const QUrl &name, QTextDocument::ResourceType)
{
    if (name.isRelative() && name.path().endsWith(".md"_L1))
        showPage(name.path().chopped(3));
}

HelpPage::HelpPage(QWidget *parent)
    : QWidget(parent)
    , m_browser(new HelpBrowser)
{
    setObjectName(u"help-page"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(16);
    auto *list = new QListWidget;
    list->setObjectName(u"help-chapters"_s);
    list->setAccessibleName(tr("Chapters"));
    list->setFixedWidth(180);
    list->setFrameShape(QFrame::NoFrame);
    list->viewport()->setAutoFillBackground(false);
    for (const Chapter &chapter : kChapters) {
        auto *item = new QListWidgetItem(tr(chapter.title), list);
        item->setData(Qt::UserRole, QString::fromLatin1(chapter.name));
        item->setSizeHint({160, 30});
    }
    layout->addWidget(list);
    auto *card = new Card;
    m_browser->setObjectName(u"help-text"_s);
    m_browser->setAccessibleName(tr("Help"));
    m_browser->setFrameShape(QFrame::NoFrame);
    m_browser->setFont(bodyFont());
    m_browser->document()->setDocumentMargin(16);
    m_browser->setOpenExternalLinks(false);
    card->body()->addWidget(m_browser);
    layout->addWidget(card, 1);
    connect(list, &QListWidget::currentItemChanged, this,
            [this](const QListWidgetItem *item) { m_browser->showPage(item->data(Qt::UserRole).toString()); });
    list->setCurrentRow(0);
}

void HelpPage::showPage(const QString &name)
{
    auto *list = findChild<QListWidget *>(u"help-chapters"_s);
    for (int row = 0; row < list->count(); ++row) {
        if (list->item(row)->data(Qt::UserRole).toString() == name)
            list->setCurrentRow(row);
    }
}

} // namespace tocsin
