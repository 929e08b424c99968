#include "ui/common/versioncompare.h"

#include "models/domain/textdiff.h"
#include "ui/common/elidedlabel.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QTextBrowser>

using namespace Qt::StringLiterals;

namespace tocsin {

VersionCompare::VersionCompare(QWidget *parent)
    : QWidget(parent)
    , m_before(new QComboBox(this))
    , m_after(new QComboBox(this))
    , m_view(new QTextBrowser(this))
    , m_summary(new ElidedLabel({}, TextStyle::SmallMuted, this))
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
        box->setMinimumWidth(96); // a name ends in dots before two of them widen the page
        bar->addWidget(box, 1);
        connect(box, &QComboBox::currentIndexChanged, this, &VersionCompare::compare);
    }
    bar->addWidget(m_summary);
    layout->addLayout(bar);
    m_view->setObjectName(u"versionDiff"_s);
    m_view->setAccessibleName(tr("What changed between the versions"));
    m_view->setOpenLinks(false);
    layout->addWidget(m_view, 1);
}

void VersionCompare::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        compare();
    QWidget::changeEvent(event);
}

void VersionCompare::setVersions(const QList<TextVersion> &versions, int before)
{
    if (versions == m_versions)
        return;
    m_versions = versions;
    const QSignalBlocker quiet(m_before), still(m_after);
    for (QComboBox *box : {m_before, m_after}) {
        box->clear();
        for (const TextVersion &version : versions)
            box->addItem(version.name);
    }
    const int newest = static_cast<int>(versions.size()) - 1;
    m_after->setCurrentIndex(newest);
    m_before->setCurrentIndex(before >= 0 && before <= newest ? before : std::max(0, newest - 1));
    compare();
}

void VersionCompare::compare()
{
    const int a = m_before->currentIndex(), b = m_after->currentIndex();
    if (a < 0 || b < 0 || a >= m_versions.size() || b >= m_versions.size())
        return;
    const QList<DiffLine> lines = textDiff(m_versions.at(a).text, m_versions.at(b).text);
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
