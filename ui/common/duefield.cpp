#include "ui/common/duefield.h"

#include "ui/common/instantedit.h"

#include <QCheckBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

DueField::DueField(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_box(new QCheckBox(tr("It is &due"), this))
    , m_instant(new InstantEdit(tr("Due"), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    m_box->setObjectName(name + u"HasDue"_s);
    m_box->setAccessibleName(tr("It is due"));
    m_instant->setObjectName(name + u"Due"_s);
    m_instant->hide();
    connect(m_box, &QCheckBox::toggled, m_instant, &QWidget::setVisible);
    layout->addWidget(m_box);
    layout->addWidget(m_instant);
    setFocusProxy(m_box);
}

void DueField::setMs(qint64 ms, qint64 offeredMs)
{
    m_instant->setMs(ms > 0 ? ms : offeredMs);
    m_box->setChecked(ms > 0);
}

qint64 DueField::ms() const
{
    return m_box->isChecked() ? m_instant->ms() : 0;
}

} // namespace tocsin
