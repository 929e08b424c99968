#include "ui/notices/versionspage.h"

#include "models/domain/textdiff.h"
#include "models/rules/rulebook.h"
#include "models/services/workspace.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QTextBrowser>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

/** All of a version as lines: subject, text, marks, and the answers of the form. */
QString whole(const NoticeText &v)
{
    QString text = v.draft.subject + u"\n\n"_s + v.draft.body + u'\n';
    for (auto it = v.draft.content.begin(); it != v.draft.content.end(); ++it)
        text += u'\n' + it.key() + u": "_s + nameOf(it.value());
    for (auto it = v.draft.form.begin(); it != v.draft.form.end(); ++it)
        text += u'\n' + it.key() + u" = "_s + it.value();
    return text;
}

} // namespace

VersionsPage::VersionsPage(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_before(new QComboBox(this))
    , m_after(new QComboBox(this))
    , m_view(new QTextBrowser(this))
    , m_summary(new Label({}, TextStyle::SmallMuted, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    auto *bar = new QHBoxLayout;
    bar->setSpacing(8);
    for (const auto &[box, name, spoken] : {std::tuple(m_before, u"versionBefore"_s, tr("Earlier version")),
                                            std::tuple(m_after, u"versionAfter"_s, tr("Later version"))}) {
        box->setObjectName(name);
        box->setAccessibleName(spoken);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(20);
        bar->addWidget(box, 1);
        connect(box, &QComboBox::currentIndexChanged, this, &VersionsPage::compare);
    }
    bar->addWidget(m_summary);
    layout->addLayout(bar);
    m_view->setObjectName(u"versionDiff"_s);
    m_view->setAccessibleName(tr("What changed between the versions"));
    m_view->setOpenLinks(false);
    layout->addWidget(m_view, 1);
}

void VersionsPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        compare();
    QWidget::changeEvent(event);
}

void VersionsPage::showNotice(NoticeId notice)
{
    m_notice = notice;
    m_ui.workspace->run<QList<NoticeText>>(
        this, [notice](Services &s) { return s.notices.versions(notice); },
        [this, notice](const Result<QList<NoticeText>> &versions) {
            if (versions && notice == m_notice)
                take(*versions);
        });
}

void VersionsPage::take(const QList<NoticeText> &versions)
{
    if (versions.size() == m_versions.size() && !versions.isEmpty() && versions.last().id == m_versions.last().id)
        return;
    m_versions = versions;
    for (QComboBox *box : {m_before, m_after}) {
        const QSignalBlocker quiet(box);
        box->clear();
        for (qsizetype i = 0; i < versions.size(); ++i)
            box->addItem(
                tr("%1: %2, %3").arg(i + 1).arg(versions.at(i).authorName, TimeText().full(versions.at(i).atMs)));
    }
    const QSignalBlocker quiet(m_before), still(m_after);
    m_after->setCurrentIndex(static_cast<int>(versions.size()) - 1);
    m_before->setCurrentIndex(std::max(0, static_cast<int>(versions.size()) - 2));
    compare();
}

void VersionsPage::compare()
{
    const int a = m_before->currentIndex(), b = m_after->currentIndex();
    if (a < 0 || b < 0 || a >= m_versions.size() || b >= m_versions.size())
        return;
    const QList<DiffLine> lines = textDiff(whole(m_versions.at(a)), whole(m_versions.at(b)));
    const Theme &theme = Theme::current();
    QString html;
    int came = 0, went = 0;
    for (const DiffLine &line : lines) {
        const bool plus = line.kind == DiffLine::Added, minus = line.kind == DiffLine::Removed;
        came += plus ? 1 : 0;
        went += minus ? 1 : 0;
        const QString mark = plus ? u"+ "_s : minus ? u"− "_s : u"&nbsp; "_s;
        const QString text = mark + line.text.toHtmlEscaped();
        const ToneColors colors = theme.tone(plus ? Tone::Met : Tone::High);
        html += plus || minus ? u"<p style=\"margin:2px 0;background:%1;color:%2\">%3</p>"_s.arg(
                                    colors.ground.name(), colors.ink.name(), minus ? u"<s>"_s + text + u"</s>"_s : text)
                              : u"<p style=\"margin:2px 0\">%1</p>"_s.arg(text);
    }
    m_view->setHtml(html);
    m_summary->setText(came + went == 0 ? tr("No difference") : tr("%1 lines came, %2 went").arg(came).arg(went));
}

} // namespace tocsin
