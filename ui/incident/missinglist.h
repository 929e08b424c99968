#pragma once

#include "models/domain/gates.h"

#include <QWidget>

class QVBoxLayout;

namespace tocsin {

/** What keeps an incident from being closed, each with a way to where it is mended (P1.7). */
class MissingList : public QWidget
{
    Q_OBJECT

public:
    explicit MissingList(QWidget *parent = nullptr);

    void setMissing(const QList<Missing> &missing);

Q_SIGNALS:
    void jump(const tocsin::Missing &missing);

private:
    QVBoxLayout *m_layout;
    QList<Missing> m_shown;
};

} // namespace tocsin
