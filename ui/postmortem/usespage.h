#pragma once

#include "models/domain/postmortem.h"

#include <QWidget>

class QTableWidget;

namespace tocsin {

class Label;

/** Who opened, printed or exported the post-mortem, and when (P11.3). */
class UsesPage : public QWidget
{
    Q_OBJECT

public:
    explicit UsesPage(QWidget *parent = nullptr);
    void showUses(const QList<PostmortemUseLine> &uses, bool isShared);

private:
    QTableWidget *m_table;
    Label *m_what;
};

} // namespace tocsin
