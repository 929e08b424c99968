#include "ui/postmortem/postmortemversions.h"

#include "models/domain/worddiff.h"
#include "models/services/services.h"
#include "models/services/workspace.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QListWidget>
#include <QSignalBlocker>
#include <QTextBrowser>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {
constexpr int kListWidth = 272;
}

PostmortemVersions::PostmortemVersions(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_list(new QListWidget(this))
    , m_with(new QComboBox(this))
    , m_what(wrappedLabel({}, TextStyle::SmallMuted, this))
    , m_text(new QTextBrowser(this))
{
    setObjectName(u"postmortemVersions"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(new Label(tr("Versions"), TextStyle::Heading, this));
    auto *columns = new QHBoxLayout;
    columns->setSpacing(16);
    m_list->setObjectName(u"versionList"_s);
    m_list->setAccessibleName(tr("Versions, the last first"));
    m_list->setFixedWidth(kListWidth);
    m_list->setWordWrap(true);
    connect(m_list, &QListWidget::currentRowChanged, this, &PostmortemVersions::choose);
    columns->addWidget(m_list);
    auto *right = new QVBoxLayout;
    right->setSpacing(8);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    auto *label = new Label(tr("&Compared with"), TextStyle::SmallMuted, this);
    label->setBuddy(m_with);
    m_with->setObjectName(u"versionWith"_s);
    m_with->setAccessibleName(tr("Compared with"));
    connect(m_with, &QComboBox::currentIndexChanged, this, &PostmortemVersions::compare);
    row->addWidget(label);
    row->addWidget(m_with);
    row->addStretch(1);
    right->addLayout(row);
    right->addWidget(m_what);
    m_text->setObjectName(u"versionDiff"_s);
    m_text->setAccessibleName(tr("What changed"));
    m_text->setOpenLinks(false);
    right->addWidget(m_text, 1);
    columns->addLayout(right, 1);
    layout->addLayout(columns, 1);
}

void PostmortemVersions::showVersions(IncidentId incident, const QList<PostmortemVersion> &versions)
{
    const bool same = incident == m_incident && versions.size() == m_versions.size();
    const int row = same ? qMax(0, m_list->currentRow()) : 0;
    m_incident = incident;
    m_versions = versions;
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        for (const PostmortemVersion &v : versions) {
            QString text = tr("Version %1, %2\n%3").arg(v.number).arg(v.authorName, TimeText().full(v.atMs));
            if (v.approved)
                text += u'\n' + tr("✓ approved");
            if (!v.remark.isEmpty())
                text += u'\n' + v.remark;
            auto *item = new QListWidgetItem(text, m_list);
            item->setToolTip(u"%1\nSHA-256 %2"_s.arg(TimeText().both(v.atMs), v.sha256));
        }
        m_list->setCurrentRow(row);
    }
    if (!same || m_text->document()->isEmpty())
        choose(row);
}

void PostmortemVersions::choose(int row)
{
    {
        const QSignalBlocker quiet(m_with);
        m_with->clear();
        for (qsizetype i = row + 1; row >= 0 && i < m_versions.size(); ++i)
            m_with->addItem(tr("Version %1").arg(m_versions.at(i).number), static_cast<int>(i));
        m_with->addItem(tr("Nothing: the text alone"), -1);
        m_with->setCurrentIndex(0);
    }
    compare();
}

void PostmortemVersions::compare()
{
    const int row = m_list->currentRow(), with = m_with->currentData().toInt();
    if (row < 0 || row >= m_versions.size())
        return;
    const PostmortemTextId after = m_versions.at(row).text;
    const PostmortemTextId before =
        with >= 0 && with < m_versions.size() ? m_versions.at(with).text : PostmortemTextId{};
    using Pair = std::pair<QString, QString>;
    m_ui.workspace->run<Pair>(
        this,
        [id = m_incident, before, after](Services &s) -> Result<Pair> {
            auto now = s.postmortems.bodyOf(id, after);
            auto then = before.isValid() ? s.postmortems.bodyOf(id, before) : now;
            if (!now || !then)
                return tl::unexpected(now ? then.error() : now.error());
            return Pair{readableMarkdown(*then), readableMarkdown(*now)};
        },
        [this, reading = ++m_reading](const Result<Pair> &texts) {
            if (reading != m_reading)
                return;
            m_before = texts ? texts->first : QString();
            m_after = texts ? texts->second : QString();
            m_what->setText(!texts                ? texts.error().userText
                            : m_before == m_after ? tr("As it was saved.")
                                                  : tr("Underlined is what came, struck through what went."));
            showDiff();
        });
}

QString PostmortemVersions::diffHtml(const QString &before, const QString &after)
{
    const Theme &theme = Theme::current();
    const auto part = [](const QString &text) { return text.toHtmlEscaped().replace(u'\n', u"<br>"_s); };
    QString html;
    for (const DiffRun &run : diffWords(before, after)) {
        const ToneColors tone = theme.tone(run.kind == DiffRun::Kind::Come ? Tone::Met : Tone::High);
        if (run.kind == DiffRun::Kind::Same)
            html += part(run.text);
        else
            html += u"<span style=\"background-color:%1; color:%2; text-decoration:%3\">%4</span>"_s.arg(
                tone.ground.name(), tone.ink.name(),
                run.kind == DiffRun::Kind::Come ? u"underline"_s : u"line-through"_s, part(run.text));
    }
    return html;
}

void PostmortemVersions::showDiff()
{
    m_text->document()->setDefaultFont(bodyFont());
    m_text->setHtml(diffHtml(m_before, m_after));
}

void PostmortemVersions::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_text)
        showDiff();
}

} // namespace tocsin
