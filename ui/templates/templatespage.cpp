#include "ui/templates/templatespage.h"

#include "models/services/services.h"
#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/label.h"
#include "ui/common/texttable.h"
#include "ui/templates/providerview.h"
#include "ui/templates/templateeditor.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QTabBar>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {
constexpr int kTableWidth = 456;
constexpr int kNarrowTable = 368;
constexpr int kRoomy = 900; ///< a page narrower than it keeps the room for the text
} // namespace

TemplatesPage::TemplatesPage(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_banner(new Banner(Banner::Kind::Error, this))
    , m_parts(new QTabBar(this))
    , m_stack(new QStackedWidget(this))
    , m_table(new TextTable(u"templateTable"_s, tr("Templates"), {tr("State"), tr("For"), tr("Phase"), tr("Language")},
                            0, this))
    , m_editor(new TemplateEditor(ui, this))
    , m_provider(new ProviderView(ui, this))
{
    build();
    connect(ui.workspace, &Workspace::changed, this, [this](const ChangeSet &changes) {
        if (isVisible() && (changes.people || changes.everything))
            read();
    });
}

void TemplatesPage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 12);
    layout->setSpacing(8);
    layout->addWidget(new Label(tr("Templates"), TextStyle::Title, this));
    layout->addWidget(
        wrappedLabel(tr("What a notice starts from. A changed template is used once legal has approved it; "
                        "every version is kept."),
                     TextStyle::SmallMuted, this));
    m_parts->setObjectName(u"templateParts"_s);
    m_parts->setAccessibleName(tr("Parts of the templates"));
    m_parts->setDrawBase(false);
    m_parts->setExpanding(false);
    m_parts->addTab(tr("Texts"));
    m_parts->addTab(tr("Provider"));
    connect(m_parts, &QTabBar::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    layout->addWidget(m_parts);
    m_banner->hide();
    layout->addWidget(m_banner);
    auto *texts = new QWidget(m_stack);
    auto *columns = new QHBoxLayout(texts);
    columns->setContentsMargins({});
    columns->setSpacing(16);
    m_table->setWidths({132, 104, 116, 0});
    m_table->setFixedWidth(kTableWidth);
    connect(m_table, &TextTable::currentChanged, this, &TemplatesPage::showCurrent);
    columns->addWidget(m_table);
    columns->addWidget(m_editor, 1);
    m_stack->addWidget(texts);
    m_stack->addWidget(m_provider);
    layout->addWidget(m_stack, 1);
    connect(m_editor, &TemplateEditor::changed, this, &TemplatesPage::read);
}

void TemplatesPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_table->setFixedWidth(width() < kRoomy ? kNarrowTable : kTableWidth);
}

void TemplatesPage::activate()
{
    read();
    m_provider->read();
}

void TemplatesPage::read()
{
    m_ui.workspace->run<QList<NoticeTemplate>>(
        this, [](Services &s) { return s.templates.all(); },
        [this](const Result<QList<NoticeTemplate>> &all) {
            m_banner->setVisible(!all);
            if (!all)
                return m_banner->show(Banner::Kind::Error, all.error().userText);
            m_templates = *all;
            QList<TextRow> rows;
            for (qsizetype i = 0; i < all->size(); ++i) {
                const NoticeTemplate &t = all->at(i);
                const bool waits = !t.isApproved();
                rows.append({{t.id == 0 ? tr("built in")
                              : waits   ? tr("waits for legal")
                                        : tr("approved"),
                              nameOf(t.audience), nameOf(t.phase), languageName(t.language)},
                             t.id == 0 ? Tone::Neutral
                             : waits   ? Tone::Medium
                                       : Tone::Met,
                             i + 1});
            }
            const bool first = m_table->current() == 0;
            m_table->setRows(rows);
            if (first)
                m_table->select(1);
            showCurrent();
        });
}

void TemplatesPage::showCurrent()
{
    const qint64 at = m_table->current();
    if (at > 0 && at <= m_templates.size())
        m_editor->showTemplate(m_templates.at(at - 1));
}

} // namespace tocsin
